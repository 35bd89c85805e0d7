/** The REST API by which administrators see and end sessions. */
package org.lumoauth.authn.sessions.rest;
