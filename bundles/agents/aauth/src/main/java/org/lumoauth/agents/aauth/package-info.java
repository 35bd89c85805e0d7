/**
 * Adds AAuth, as this product published it: agents and resources that prove who they are by signing
 * their requests, tokens that are bound to their keys, and the page on which a person consents.
 */
package org.lumoauth.agents.aauth;
