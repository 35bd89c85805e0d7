/**
 * Identity assertion authorization grants (draft-ietf-oauth-identity-assertion-authz-grant): this
 * server, as the identity provider, lets a client ask another authorization server for access in
 * the name of a user; and, as that other server, takes such grants of issuers that it trusts.
 */
package org.lumoauth.oauth.idjag;
