/** Credentials of authentication methods without tables of their own. */
@NullMarked
package org.lumoauth.platform.store.credential;

import org.jspecify.annotations.NullMarked;
