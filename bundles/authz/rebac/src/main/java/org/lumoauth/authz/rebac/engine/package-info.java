/**
 * Answers questions from a model and a snapshot of tuples. Nothing here knows where the tuples come
 * from, and nothing here changes anything.
 */
package org.lumoauth.authz.rebac.engine;
