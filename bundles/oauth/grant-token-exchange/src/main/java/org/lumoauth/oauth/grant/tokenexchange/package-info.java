/**
 * Token exchange: a client gets a token in place of one that it was given, for less and never for
 * more, with whoever acts in between named in it.
 */
package org.lumoauth.oauth.grant.tokenexchange;
