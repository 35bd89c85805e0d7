/**
 * Adds the device authorization grant (RFC 8628): the endpoint at which a device asks, the page on
 * which a person enters its code and says yes or no, and the grant by which it gets its tokens.
 */
package org.lumoauth.oauth.grant.devicecode;
