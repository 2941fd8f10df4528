/** What 64 channels and three instruments say at one moment. */
type Told = readonly [topic: string, body: unknown];

export function readingsOf(second: number): Told[] {
  const ts = new Date().toISOString();
  const wave = Math.sin(second / 20);
  const channels = Array.from({ length: 64 }, (_, k): Told[] => [
    [`tester/reading/channel.${k + 1}.voltage`, { value: 3.7 + 0.4 * wave, unit: 'V', ts }],
    [`tester/reading/channel.${k + 1}.current`, { value: 0.002 * wave, unit: 'A', ts }],
  ]).flat();
  const states = ['robot', 'tester', 'station'].map((id): Told => [`${id}/state`, { link: 'up' }]);
  return [
    ...channels,
    ...states,
    ['tester/reading/chamber.temperature', { value: 40 + 0.1 * wave, unit: 'Cel', ts }],
    ['robot/reading/glovebox.oxygen', { value: 0.7 + 0.1 * wave, unit: '[ppm]', ts }],
  ];
}
