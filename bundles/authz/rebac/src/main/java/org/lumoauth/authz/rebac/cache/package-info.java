/**
 * What a node keeps of stores: how far they are, their models, their tuples, and answers. All of it
 * can be thrown away at any time without an answer becoming another.
 */
package org.lumoauth.authz.rebac.cache;
