/**
 * Stores the consents and grants of resource owners, revokes them, and issues the token responses
 * for grants.
 */
package org.lumoauth.oauth.grants;
