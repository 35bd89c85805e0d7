/** Sign-in by password. */
@NullMarked
package org.lumoauth.authn.password;

import org.jspecify.annotations.NullMarked;
