/** Every page, in the order of the navigation. */
import type { FunctionComponent } from 'preact';
import { AlarmsPage } from './alarms/alarms-page.js';
import { AuditPage } from './audit/audit-page.js';
import { CampaignPage } from './campaign/campaign-page.js';
import { ExperimentPage } from './experiment/experiment-page.js';
import { LabPage } from './lab/lab-page.js';
import { OperatePage } from './operate/operate-page.js';
import { QueuePage } from './queue/queue-page.js';
import { SettingsPage } from './settings/settings-page.js';

export interface PageRule {
  readonly name: string;
  readonly title: string;
  readonly page: FunctionComponent;
}

export const PAGES: readonly PageRule[] = [
  { name: 'lab', title: 'Lab', page: LabPage },
  { name: 'campaign', title: 'Campaign', page: CampaignPage },
  { name: 'experiment', title: 'Experiments', page: ExperimentPage },
  { name: 'queue', title: 'Queue', page: QueuePage },
  { name: 'alarms', title: 'Alarms', page: AlarmsPage },
  { name: 'operate', title: 'Operate', page: OperatePage },
  { name: 'audit', title: 'Audit', page: AuditPage },
  { name: 'settings', title: 'Settings', page: SettingsPage },
];

/** An address that nobody knows shows the lab. */
export function pageOf(name: string): FunctionComponent {
  return (PAGES.find((rule) => rule.name === name) ?? PAGES[0]!).page;
}
