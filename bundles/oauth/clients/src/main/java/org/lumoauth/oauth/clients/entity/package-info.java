/** Rows of registered clients. They never leave the bundle. */
package org.lumoauth.oauth.clients.entity;
