/** Who of an identity provider is whom here. */
package org.lumoauth.authn.federation.link;
