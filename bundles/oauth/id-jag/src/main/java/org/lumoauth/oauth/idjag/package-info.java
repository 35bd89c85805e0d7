/**
 * Identity assertion authorization grants (draft-ietf-oauth-identity-assertion-authz-grant). As
 * identity provider, this server issues grants with which a client requests access for a user at
 * another authorization server. As that other server, it accepts such grants of issuers that it
 * trusts.
 */
@NullMarked
package org.lumoauth.oauth.idjag;

import org.jspecify.annotations.NullMarked;
