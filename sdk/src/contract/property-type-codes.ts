/** Asks for a property whatever its type is; never the type of a value. */
export const PT_UNSPECIFIED = 0x0000;
/** A property without a value. */
export const PT_NULL = 0x0001;
/** A signed integer of 16 bits. */
export const PT_I2 = 0x0002;
/** Another name of PT_I2. */
export const PT_SHORT: typeof PT_I2 = PT_I2;
/** A signed integer of 32 bits. */
export const PT_LONG = 0x0003;
/** Another name of PT_LONG. */
export const PT_I4: typeof PT_LONG = PT_LONG;
/** A floating-point number of 32 bits. */
export const PT_R4 = 0x0004;
/** Another name of PT_R4. */
export const PT_FLOAT: typeof PT_R4 = PT_R4;
/** A floating-point number of 64 bits. */
export const PT_DOUBLE = 0x0005;
/** Another name of PT_DOUBLE. */
export const PT_R8: typeof PT_DOUBLE = PT_DOUBLE;
/** An amount of money, counted in ten-thousandths. */
export const PT_CURRENCY = 0x0006;
/** A date as a number of days, with the time of day as its fraction. */
export const PT_APPTIME = 0x0007;
/** The code that says why a property is not there. */
export const PT_ERROR = 0x000a;
/** True or false. */
export const PT_BOOLEAN = 0x000b;
/** An object, reached by OpenProperty alone. */
export const PT_OBJECT = 0x000d;
/** A signed integer of 64 bits. */
export const PT_I8 = 0x0014;
/** Another name of PT_I8. */
export const PT_LONGLONG: typeof PT_I8 = PT_I8;
/** A string in an 8-bit code page. */
export const PT_STRING8 = 0x001e;
/** A string in UTF-16. */
export const PT_UNICODE = 0x001f;
/** The string type of a Unicode build, the only build there is here. */
export const PT_TSTRING: typeof PT_UNICODE = PT_UNICODE;
/** A time in units of 100 nanoseconds since 1601-01-01 UTC. */
export const PT_SYSTIME = 0x0040;
/** A GUID. */
export const PT_CLSID = 0x0048;
/** An identifier of an object on a server; not handled by mapi-kit. */
export const PT_SVREID = 0x00fb;
/** A restriction stored as a property; not handled by mapi-kit. */
export const PT_SRESTRICT = 0x00fd;
/** The actions of a rule; not handled by mapi-kit. */
export const PT_ACTIONS = 0x00fe;
/** Bytes. */
export const PT_BINARY = 0x0102;
/** A pointer, which means something inside one process only. */
export const PT_PTR = 0x0103;

/** The bit that makes the multi-valued form of a type. */
export const MV_FLAG = 0x1000;
/** The bit that asks a table for one row per value of a multi-valued column. */
export const MV_INSTANCE = 0x2000;

/** Several PT_I2 values. */
export const PT_MV_I2 = 0x1002;
/** Several PT_LONG values. */
export const PT_MV_LONG = 0x1003;
/** Several PT_R4 values. */
export const PT_MV_R4 = 0x1004;
/** Several PT_DOUBLE values. */
export const PT_MV_DOUBLE = 0x1005;
/** Several PT_CURRENCY values. */
export const PT_MV_CURRENCY = 0x1006;
/** Several PT_APPTIME values. */
export const PT_MV_APPTIME = 0x1007;
/** Several PT_I8 values. */
export const PT_MV_I8 = 0x1014;
/** Several PT_STRING8 values. */
export const PT_MV_STRING8 = 0x101e;
/** Several PT_UNICODE values. */
export const PT_MV_UNICODE = 0x101f;
/** Several PT_SYSTIME values. */
export const PT_MV_SYSTIME = 0x1040;
/** Several PT_CLSID values. */
export const PT_MV_CLSID = 0x1048;
/** Several PT_BINARY values. */
export const PT_MV_BINARY = 0x1102;
