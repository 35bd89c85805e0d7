/** The cryptographic primitives of this bundle: HKDF and AES-GCM. */
package org.lumoauth.platform.keys.cipher;
