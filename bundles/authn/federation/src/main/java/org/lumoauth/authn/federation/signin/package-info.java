/** The way to a provider and back, and who comes back. */
package org.lumoauth.authn.federation.signin;
