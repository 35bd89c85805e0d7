/** The redirect to a provider, the callback and the resulting identity. */
package org.lumoauth.authn.federation.signin;
