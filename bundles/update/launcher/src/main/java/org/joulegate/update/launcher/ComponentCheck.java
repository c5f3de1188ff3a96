package org.joulegate.update.launcher;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Asks Declarative Services which components are not as they should be.
 *
 * <p>A component is as it should be when it is satisfied. So is one that the profile does not
 * require, when it needs a configuration that it was not given, or when it chooses a service by a
 * target that none of the services there meets: that is how a configuration switches a part off.
 */
final class ComponentCheck {
  /**
   * One component that is not as it should be.
   *
   * @param component its name
   * @param failed whether it failed for good; else it may still come
   * @param sentence what it lacks, or why it failed
   */
  record Problem(String component, boolean failed, String sentence) {}

  private final ServiceComponentRuntime runtime;
  private final Predicate<String> offered;
  private final Set<String> required;

  /**
   * @param runtime whom to ask
   * @param offered whether there is a service of an interface
   * @param required components that must be there and satisfied
   */
  ComponentCheck(
      ServiceComponentRuntime runtime, Predicate<String> offered, List<String> required) {
    this.runtime = runtime;
    this.offered = offered;
    this.required = Set.copyOf(required);
  }

  /** The problems, causes before consequences; empty when all is well. */
  List<Problem> problems() {
    List<Problem> failures = new ArrayList<>();
    List<ComponentConfigurationDTO> unsatisfied = new ArrayList<>();
    Set<String> absent = new HashSet<>(required);
    for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs()) {
      absent.remove(description.name);
      Collection<ComponentConfigurationDTO> configurations =
          runtime.getComponentConfigurationDTOs(description);
      // Declarative Services lists nothing for a component that waits for its configuration.
      if (configurations.isEmpty() && required.contains(description.name)) {
        failures.add(unconfigured(description));
      }
      for (ComponentConfigurationDTO configuration : configurations) {
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          failures.add(failure(configuration));
        } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE
            && (required.contains(description.name) || !isSwitchedOff(configuration))) {
          unsatisfied.add(configuration);
        }
      }
    }
    absent.forEach(
        name ->
            failures.add(
                new Problem(name, true, "the component " + name + " is in none of the bundles")));
    failures.addAll(rootsFirst(unsatisfied));
    return failures;
  }

  private static Problem failure(ComponentConfigurationDTO configuration) {
    String name = configuration.description.name;
    return new Problem(
        name,
        true,
        "the component " + name + " failed: " + Failure.sentence(configuration.failure));
  }

  private static Problem unconfigured(ComponentDescriptionDTO description) {
    return new Problem(
        description.name,
        true,
        "the component "
            + description.name
            + " has no configuration: it needs one with the PID "
            + String.join(" or ", description.configurationPid));
  }

  private boolean isSwitchedOff(ComponentConfigurationDTO configuration) {
    for (UnsatisfiedReferenceDTO lacking : configuration.unsatisfiedReferences) {
      if (lacking.target == null || !offered.test(service(configuration, lacking))) {
        return false;
      }
    }
    return true;
  }

  /** Those that wait for one another are consequences: first those that nobody here could help. */
  private static List<Problem> rootsFirst(List<ComponentConfigurationDTO> unsatisfied) {
    Set<String> coming = new HashSet<>();
    unsatisfied.forEach(
        configuration -> coming.addAll(List.of(configuration.description.serviceInterfaces)));
    List<Problem> roots = new ArrayList<>();
    List<Problem> others = new ArrayList<>();
    for (ComponentConfigurationDTO configuration : unsatisfied) {
      String name = configuration.description.name;
      for (UnsatisfiedReferenceDTO lacking : configuration.unsatisfiedReferences) {
        String service = service(configuration, lacking);
        String target = lacking.target == null ? "" : " with " + lacking.target;
        (coming.contains(service) ? others : roots)
            .add(
                new Problem(
                    name, false, "the component " + name + " lacks a service " + service + target));
      }
    }
    roots.addAll(others);
    return roots;
  }

  private static String service(
      ComponentConfigurationDTO configuration, UnsatisfiedReferenceDTO lacking) {
    for (ReferenceDTO reference : configuration.description.references) {
      if (reference.name.equals(lacking.name)) {
        return reference.interfaceName;
      }
    }
    return lacking.name;
  }
}
