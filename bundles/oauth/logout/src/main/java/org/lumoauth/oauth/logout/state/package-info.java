/** What a client may watch of a session in a frame (OpenID Connect Session Management). */
package org.lumoauth.oauth.logout.state;
