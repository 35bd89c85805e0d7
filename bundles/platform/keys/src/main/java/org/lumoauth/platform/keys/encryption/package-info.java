/** Encryption keys: other parties encrypt to their public parts. */
package org.lumoauth.platform.keys.encryption;
