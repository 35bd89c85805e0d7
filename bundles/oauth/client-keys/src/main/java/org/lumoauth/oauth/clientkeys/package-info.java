/** Provides the public keys of clients. */
@NullMarked
package org.lumoauth.oauth.clientkeys;

import org.jspecify.annotations.NullMarked;
