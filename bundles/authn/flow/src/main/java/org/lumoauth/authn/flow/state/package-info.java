/** The state of a sign-in between its requests, bound to the browser. */
@NullMarked
package org.lumoauth.authn.flow.state;

import org.jspecify.annotations.NullMarked;
