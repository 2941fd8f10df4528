/** What any verb may be asked for with. */
export const ANY_FIELDS = {
  prompt: 'q1',
  option: 'leave',
  alarm: 'disk-low',
  target: 'robot',
  proposal: 'P1',
  experiment: 'E1',
  route: 'phone',
  item: 'EC',
  amount: 1,
  unit: 'kg',
  lot: 'L1',
  position: 1,
  queue_uid: '1',
  parameters: { 'additive.VC': 1 },
};
