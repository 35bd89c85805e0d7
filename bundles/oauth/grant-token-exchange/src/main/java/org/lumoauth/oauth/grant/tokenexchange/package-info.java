/**
 * Token exchange: a client exchanges a token for another with the same or fewer permissions, which
 * names all actors in between.
 */
package org.lumoauth.oauth.grant.tokenexchange;
