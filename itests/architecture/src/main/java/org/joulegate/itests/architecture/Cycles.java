package org.joulegate.itests.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds cycles among the modules, in every scope: Maven could not order such a reactor. */
final class Cycles {

  private final Map<String, List<String>> uses;
  private final Set<String> done = new HashSet<>();
  private final Deque<String> path = new ArrayDeque<>();
  private final List<String> found = new ArrayList<>();

  Cycles(Repository repository) {
    uses =
        repository.modules().stream()
            .collect(
                Collectors.toMap(
                    module -> module.pom().artifactId(),
                    module ->
                        module.pom().dependencies().stream()
                            .filter(each -> each.groupId().equals(Repository.GROUP))
                            .map(Pom.Dependency::artifactId)
                            .toList(),
                    (first, second) -> first));
  }

  List<String> violations() {
    uses.keySet().stream().sorted().forEach(this::visit);
    return found;
  }

  private void visit(String name) {
    if (path.contains(name)) {
      List<String> cycle = new ArrayList<>(path);
      found.add(
          "cycle: "
              + String.join(" -> ", cycle.subList(cycle.indexOf(name), cycle.size()))
              + " -> "
              + name);
      return;
    }
    if (done.contains(name)) {
      return;
    }
    path.addLast(name);
    uses.getOrDefault(name, List.of()).forEach(this::visit);
    path.removeLast();
    done.add(name);
  }
}
