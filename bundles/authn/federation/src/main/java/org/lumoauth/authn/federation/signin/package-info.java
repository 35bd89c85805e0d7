/** The redirect to a provider, the callback and the resulting identity. */
@NullMarked
package org.lumoauth.authn.federation.signin;

import org.jspecify.annotations.NullMarked;
