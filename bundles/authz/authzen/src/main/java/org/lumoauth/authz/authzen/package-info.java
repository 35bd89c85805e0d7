/**
 * The door for policy enforcement points that speak AuthZEN: evaluation, evaluations, the three
 * searches and the metadata that tells where they are. It asks the authorization service as every
 * other door does; nothing is decided here.
 *
 * @see <a href="https://openid.net/specs/authorization-api-1_0.html">Authorization API 1.0</a>
 */
package org.lumoauth.authz.authzen;
