/**
 * Adds dynamic client registration (RFC 7591, OpenID Connect Registration) and its management (RFC
 * 7592): clients register themselves where the tenant lets them, or with a credential that lets
 * them, and change or remove themselves with the token that they got.
 */
package org.lumoauth.oauth.dcr;
