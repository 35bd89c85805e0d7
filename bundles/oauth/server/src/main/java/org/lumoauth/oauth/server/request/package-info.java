/** Requests at OAuth endpoints: how they are read and whose they are. */
package org.lumoauth.oauth.server.request;
