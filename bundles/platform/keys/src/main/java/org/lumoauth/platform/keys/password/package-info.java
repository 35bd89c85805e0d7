/** Password hashes with Argon2id, limited in concurrency. */
@NullMarked
package org.lumoauth.platform.keys.password;

import org.jspecify.annotations.NullMarked;
