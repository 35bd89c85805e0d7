/** Refresh tokens and their grant. */
package org.lumoauth.oauth.grant.refreshtoken;
