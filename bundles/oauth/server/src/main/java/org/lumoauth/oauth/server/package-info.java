/** The token, introspection, revocation and metadata endpoints. */
package org.lumoauth.oauth.server;
