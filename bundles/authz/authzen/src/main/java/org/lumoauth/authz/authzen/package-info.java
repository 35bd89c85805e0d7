/**
 * REST endpoints for policy enforcement points with AuthZEN: evaluation, evaluations, the three
 * searches and the metadata. All decisions are made by the authorization service.
 *
 * @see <a href="https://openid.net/specs/authorization-api-1_0.html">Authorization API 1.0</a>
 */
package org.lumoauth.authz.authzen;
