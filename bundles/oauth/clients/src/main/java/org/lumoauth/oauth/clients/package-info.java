/**
 * Registered OAuth clients: a client source and a subject source that answer from memory, and the
 * registry that changes clients.
 */
package org.lumoauth.oauth.clients;
