/** Hashes of the passwords that people choose: Argon2id, bounded in number at a time. */
package org.lumoauth.platform.keys.password;
