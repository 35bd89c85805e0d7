/** Session monitoring in a frame (OpenID Connect Session Management). */
package org.lumoauth.oauth.logout.state;
