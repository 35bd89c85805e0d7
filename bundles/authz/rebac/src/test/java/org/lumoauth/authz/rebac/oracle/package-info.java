/**
 * What the engine is compared with: answers by the definition, and random models, tuples and
 * questions.
 */
package org.lumoauth.authz.rebac.oracle;
