/** Token exchange. */
package org.lumoauth.oauth.grant.tokenexchange;
