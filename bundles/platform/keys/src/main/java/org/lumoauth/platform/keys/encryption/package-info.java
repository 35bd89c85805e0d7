/** Encryption keys: other parties encrypt to their public parts. */
@NullMarked
package org.lumoauth.platform.keys.encryption;

import org.jspecify.annotations.NullMarked;
