/** The endpoints of the sign-in. */
@NullMarked
package org.lumoauth.authn.flow.endpoint;

import org.jspecify.annotations.NullMarked;
