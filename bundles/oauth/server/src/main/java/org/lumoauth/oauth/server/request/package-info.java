/** Parses and authenticates requests at OAuth endpoints. */
package org.lumoauth.oauth.server.request;
