/**
 * Sign-in by a link in a mail: an authentication method, the endpoint that sends a link to an
 * address, and the endpoint of the link.
 */
package org.lumoauth.authn.magiclink;
