/** The cryptographic primitives of this bundle: HKDF and AES-GCM. */
@NullMarked
package org.lumoauth.platform.keys.cipher;

import org.jspecify.annotations.NullMarked;
