/** Namespaces and type ids of LADS (OPC 30500-1, nodeset 1.0.0) and of Devices (OPC 10000-100). */
export const LADS_URI = 'http://opcfoundation.org/UA/LADS/';
export const DI_URI = 'http://opcfoundation.org/UA/DI/';

/** In the LADS namespace. */
export const LADS_TYPES = {
  device: 1002,
  functionalUnit: 1003,
  analogScalarSensor: 1016,
  keyValue: 3003,
} as const;
/** In the DI namespace. */
export const DEVICE_SET = 5001;
