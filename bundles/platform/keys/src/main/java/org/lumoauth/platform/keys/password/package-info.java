/** Password hashes with Argon2id, limited in concurrency. */
package org.lumoauth.platform.keys.password;
