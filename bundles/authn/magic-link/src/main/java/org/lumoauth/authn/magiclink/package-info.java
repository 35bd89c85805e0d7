/**
 * Signs people in by a link in a mail: an authentication method, the endpoint that sends a link to
 * an address, and the one that a link leads to.
 */
package org.lumoauth.authn.magiclink;
