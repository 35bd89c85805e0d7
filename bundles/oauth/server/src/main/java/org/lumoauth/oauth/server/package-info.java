/**
 * The OAuth endpoints that every grant shares. What a request may ask for, and how its client may
 * authenticate, is found among the modules that are installed at that moment.
 */
package org.lumoauth.oauth.server;
