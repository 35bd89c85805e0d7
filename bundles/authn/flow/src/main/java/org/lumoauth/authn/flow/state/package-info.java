/** The state of a sign-in between its requests, bound to the browser. */
package org.lumoauth.authn.flow.state;
