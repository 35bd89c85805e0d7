/** The token, introspection and revocation endpoints. */
package org.lumoauth.oauth.server.endpoint;
