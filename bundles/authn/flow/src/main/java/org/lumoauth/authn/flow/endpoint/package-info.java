/** The endpoints of the sign-in. */
package org.lumoauth.authn.flow.endpoint;
