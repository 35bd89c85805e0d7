/** The admin API of registered clients. */
package org.lumoauth.oauth.clients.rest;
