/** Client authentication with TLS certificates, and tokens bound to them. */
package org.lumoauth.oauth.clientauth.tls;
