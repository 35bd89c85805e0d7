/** The two primitives that everything else here is made of: HKDF and AES-GCM. */
package org.lumoauth.platform.keys.cipher;
